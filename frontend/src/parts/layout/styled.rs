//! A box whose measures come from data. The server's content security policy refuses `style` attributes, but not
//! measures that the running application sets, so they are set once the box is there.

use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its classes in the style sheet.
    #[prop_or_default]
    pub class: Classes,
    /// Its measures, as CSS declarations.
    pub measures: AttrValue,
    /// Its contents.
    #[prop_or_default]
    pub children: Html,
}

/// A `div` with these measures.
#[component]
pub fn Styled(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.measures.clone(), move |measures| {
            if let Some(element) = node.cast::<HtmlElement>() {
                element.style().set_css_text(measures);
            }
        });
    }
    html! { <div ref={node} class={props.class.clone()}>{ props.children.clone() }</div> }
}

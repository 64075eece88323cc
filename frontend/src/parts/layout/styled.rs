//! A box whose measures come from data. The server's content security policy refuses `style` attributes, but not
//! measures that the running application sets, so they are set once the box is there.

use web_sys::HtmlElement;
use yew::prelude::*;

/// See the module.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// How it looks.
    #[prop_or_default]
    pub class: Classes,
    /// Its measures, as CSS declarations.
    pub measures: AttrValue,
    /// What is in it.
    #[prop_or_default]
    pub children: Html,
}

/// See the module.
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

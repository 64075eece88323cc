//! The buttons above a document: pages, size, turn, print, save.

use yew::prelude::*;

/// Sizes in percent of the width there is.
const ZOOMS: [u32; 7] = [50, 75, 100, 125, 150, 200, 300];

/// What is seen of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The page, from 1.
    pub page: u32,
    /// Percent of the width there is.
    pub zoom: u32,
    /// Quarter turns to the right.
    pub turns: u32,
}

impl Default for View {
    fn default() -> Self {
        Self {
            page: 1,
            zoom: 100,
            turns: 0,
        }
    }
}

impl View {
    fn to_page(self, page: u32) -> Self {
        Self { page, ..self }
    }

    fn larger(self) -> Option<Self> {
        ZOOMS
            .iter()
            .find(|&&zoom| zoom > self.zoom)
            .map(|&zoom| Self { zoom, ..self })
    }

    fn smaller(self) -> Option<Self> {
        ZOOMS
            .iter()
            .rev()
            .find(|&&zoom| zoom < self.zoom)
            .map(|&zoom| Self { zoom, ..self })
    }

    fn turned(self) -> Self {
        Self {
            turns: (self.turns + 1) % 4,
            ..self
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct Props {
    pub view: View,
    pub pages: u32,
    pub changed: Callback<View>,
    pub print: Callback<()>,
    /// Where the PDF is saved from.
    pub address: String,
}

/// The groups of buttons: pages; size and turn; print and save.
#[component]
pub fn Toolbar(props: &Props) -> Html {
    let Props {
        view, pages, changed, ..
    } = props;
    // A button that cannot do anything now stays where it is and says so: taking it away would lose the keyboard's place.
    let button = |word: &'static str, to: Option<View>| {
        let changed = changed.clone();
        let disabled = to.is_none().then_some("true");
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(to) = to {
                changed.emit(to);
            }
        });
        html! { <button type="button" class="button button-line button-small" aria-disabled={disabled} {onclick}>{ word }</button> }
    };
    let before = (view.page > 1).then(|| view.to_page(view.page - 1));
    let after = (view.page < *pages).then(|| view.to_page(view.page + 1));
    html! {
        <div class="toolbar no-print" role="group" aria-label="文書の操作">
            <div class="toolbar-group">
                { button("前のページ", before) }
                <span class="toolbar-state" role="status">{ format!("{} / {pages} ページ", view.page) }</span>
                { button("次のページ", after) }
            </div>
            <div class="toolbar-group">
                { button("縮小", view.smaller()) }
                <span class="toolbar-state" role="status"><span class="for-reader">{ "大きさ " }</span>{ format!("{}%", view.zoom) }</span>
                { button("拡大", view.larger()) }
                { button("右に回す", Some(view.turned())) }
            </div>
            <div class="toolbar-group">
                <button type="button" class="button button-line button-small" onclick={props.print.reform(|_: MouseEvent| ())}>
                    { "全ページを印刷" }
                </button>
                <a class="button button-line button-small" href={props.address.clone()} download={AttrValue::Static("")}>{ "PDFを保存" }</a>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_ends_at_both_ends_and_comes_back_the_same_way() {
        let mut view = View::default();
        while let Some(larger) = view.larger() {
            view = larger;
        }
        assert_eq!(view.zoom, 300);
        assert_eq!(view.smaller().and_then(View::larger), Some(view));
        assert_eq!(View { zoom: 50, ..view }.smaller(), None);
    }

    #[test]
    fn four_turns_are_none() {
        let view = View::default();
        assert_eq!(view.turned().turned().turned().turned(), view);
    }
}

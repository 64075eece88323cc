//! What stands in files of Rust: functions, texts, calls; and of each, whether it is a test's.

use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Block, Expr, ExprCall, ImplItem, Item, Lit, Macro, Meta, Signature, TraitItem};

use crate::modules::is_for_tests;
use crate::workspace::rust_files;

/// Where something stands.
#[derive(Clone, Debug)]
pub struct Spot {
    pub line: usize,
    /// The function around it; empty outside of all.
    pub function: String,
    /// Whether it is under `#[cfg(test)]` or in a test.
    pub for_tests: bool,
}

/// What was found in a file.
#[derive(Default)]
pub struct Code {
    /// Each function with its number of lines, from its name's to its last brace's.
    pub functions: Vec<(usize, Spot)>,
    /// Strings and characters, inside calls of macros and attributes too, but not comments.
    pub texts: Vec<(String, Spot)>,
    /// The last word of the path of everything that is called.
    pub calls: Vec<(String, Spot)>,
    /// Modules in files of their own that are there in tests only.
    test_modules: Vec<String>,
}

impl Code {
    /// Every place that was noted.
    fn spots(&mut self) -> impl Iterator<Item = &mut Spot> {
        let functions = self.functions.iter_mut().map(|(_, spot)| spot);
        let texts = self.texts.iter_mut().map(|(_, spot)| spot);
        functions
            .chain(texts)
            .chain(self.calls.iter_mut().map(|(_, spot)| spot))
    }
}

/// Reads the files of Rust that are asked for.
pub fn of_files(are_wanted: impl Fn(&Path) -> bool) -> Vec<(PathBuf, Code)> {
    let mut files: Vec<_> = rust_files()
        .filter(|(name, _)| are_wanted(name))
        .map(|(name, text)| (name, read(&text)))
        .collect();
    let test_modules: Vec<PathBuf> = files
        .iter()
        .flat_map(|(name, code)| {
            code.test_modules
                .iter()
                .map(|module| folder_of_children(name).join(module))
        })
        .collect();
    for (name, code) in &mut files {
        // `a/tests.rs` and `a/tests/more.rs` are both under `a/tests`.
        let without_ending = name.with_extension("");
        if is_in_tests(name) || test_modules.iter().any(|module| without_ending.starts_with(module)) {
            code.spots().for_each(|spot| spot.for_tests = true);
        }
    }
    files
}

/// Whether a file is a test by the folder it stands in.
fn is_in_tests(file: &Path) -> bool {
    file.components().any(|part| part.as_os_str() == "tests")
}

fn folder_of_children(file: &Path) -> PathBuf {
    match file.file_stem().and_then(|stem| stem.to_str()) {
        Some("lib" | "main" | "mod") => file.with_file_name(""),
        _ => file.with_extension(""),
    }
}

fn read(text: &str) -> Code {
    let mut reader = Reader::default();
    reader.visit_file(&syn::parse_file(text).unwrap());
    reader.found
}

#[derive(Default)]
struct Reader {
    found: Code,
    functions: Vec<String>,
    for_tests: bool,
}

impl Reader {
    fn spot(&self, line: usize) -> Spot {
        Spot {
            line,
            function: self.functions.last().cloned().unwrap_or_default(),
            for_tests: self.for_tests,
        }
    }

    fn literal(&mut self, literal: &Lit) {
        let text = match literal {
            Lit::Str(text) => text.value(),
            Lit::Char(one) => one.value().to_string(),
            _ => return,
        };
        let spot = self.spot(literal.span().start().line);
        self.found.texts.push((text, spot));
    }

    fn call(&mut self, name: &syn::Ident) {
        let spot = self.spot(name.span().start().line);
        self.found.calls.push((name.to_string(), spot));
    }

    fn tokens(&mut self, tokens: &TokenStream) {
        let mut before = None;
        for token in tokens.clone() {
            match &token {
                TokenTree::Group(group) => {
                    if let (Some(TokenTree::Ident(name)), Delimiter::Parenthesis) = (&before, group.delimiter()) {
                        self.call(name);
                    }
                    self.tokens(&group.stream());
                }
                TokenTree::Literal(literal) => self.literal(&Lit::new(literal.clone())),
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
            before = Some(token);
        }
    }

    /// Goes on with something that may be for tests only.
    fn under(&mut self, attributes: &[Attribute], go_on: impl FnOnce(&mut Self)) {
        let before = self.for_tests;
        self.for_tests |= is_for_tests(attributes);
        go_on(self);
        self.for_tests = before;
    }

    fn function(&mut self, signature: &Signature, block: &Block, go_on: impl FnOnce(&mut Self)) {
        self.functions.push(signature.ident.to_string());
        let (first, last) = (
            signature.fn_token.span.start().line,
            block.brace_token.span.close().end().line,
        );
        let spot = self.spot(first);
        self.found.functions.push((last + 1 - first, spot));
        go_on(self);
        self.functions.pop();
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        self.under(crate::modules::attributes_of(item), |this| match item {
            Item::Fn(function) => {
                this.function(&function.sig, &function.block, |this| visit::visit_item(this, item));
            }
            Item::Mod(module) if module.content.is_none() && this.for_tests => {
                this.found.test_modules.push(module.ident.to_string());
            }
            item => visit::visit_item(this, item),
        });
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let ImplItem::Fn(method) = item else {
            return visit::visit_impl_item(self, item);
        };
        self.under(&method.attrs, |this| {
            this.function(&method.sig, &method.block, |this| visit::visit_impl_item(this, item));
        });
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        match item {
            TraitItem::Fn(method) if let Some(block) = &method.default => {
                self.function(&method.sig, block, |this| visit::visit_trait_item(this, item));
            }
            item => visit::visit_trait_item(self, item),
        }
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Expr::Path(path) = &*call.func
            && let Some(last) = path.path.segments.last()
        {
            self.call(&last.ident);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_lit(&mut self, literal: &'ast Lit) {
        self.literal(literal);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.tokens(&call.tokens);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        match &attribute.meta {
            // Comments of documentation are attributes of this name.
            meta if meta.path().is_ident("doc") => {}
            Meta::List(list) => self.tokens(&list.tokens),
            Meta::NameValue(pair) => self.visit_expr(&pair.value),
            Meta::Path(_) => {}
        }
    }
}

#[test]
fn functions_texts_and_calls_are_found_and_told_from_tests() {
    let code = read(
        "/// A comment.\n#[error(\"in an attribute\")]\nstruct A;\nimpl A {\n    fn long(\n        &self,\n    ) {\n        \
         sleep(ONE);\n        format!(\"in a macro {}\", time::sleep(2));\n    }\n}\n#[cfg(test)]\nmod tests {\n    \
         fn helper() { let _ = 'c'; }\n}\n#[actix_web::test]\nasync fn sentence() { rt::sleep(3); }\n",
    );
    let told = |(name, spot): &(String, Spot)| (name.clone(), spot.line, spot.function.clone(), spot.for_tests);
    assert_eq!(
        code.texts.iter().map(told).collect::<Vec<_>>(),
        [
            ("in an attribute".to_owned(), 2, String::new(), false),
            ("in a macro {}".to_owned(), 9, "long".to_owned(), false),
            ("c".to_owned(), 14, "helper".to_owned(), true),
        ]
    );
    assert_eq!(
        code.calls.iter().map(told).collect::<Vec<_>>(),
        [
            ("sleep".to_owned(), 8, "long".to_owned(), false),
            ("sleep".to_owned(), 9, "long".to_owned(), false),
            ("sleep".to_owned(), 17, "sentence".to_owned(), true),
        ]
    );
    let lines: Vec<_> = code
        .functions
        .iter()
        .map(|(lines, spot)| (*lines, spot.for_tests))
        .collect();
    assert_eq!(lines, [(6, false), (1, true), (1, true)]);
}

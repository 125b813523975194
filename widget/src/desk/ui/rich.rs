//! The assistant's Markdown as elements. Only the assistant's: what customers write stays the text they wrote.

use crate::markdown::{self, Block, Span};
use leptos::prelude::*;

pub fn view(text: &str) -> AnyView {
    let pieces = markdown::split(text);
    pieces.into_iter().flat_map(markdown::read).map(block).collect_view().into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(inside) => view! { <p>{spans(inside)}</p> }.into_any(),
        Block::Heading(inside) => view! { <p><b>{spans(inside)}</b></p> }.into_any(),
        Block::Quote(inside) => view! { <blockquote>{spans(inside)}</blockquote> }.into_any(),
        Block::Code(code) => view! { <pre><code>{code}</code></pre> }.into_any(),
        Block::List { start, items } => {
            let items = items.into_iter().map(|item| view! { <li>{spans(item)}</li> }).collect_view();
            if let Some(start) = start {
                view! { <ol start=start.to_string()>{items}</ol> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            }
        }
    }
}

fn spans(spans: Vec<Span>) -> AnyView {
    spans.into_iter().map(span).collect_view().into_any()
}

fn span(span: Span) -> AnyView {
    match span {
        Span::Text(text) => text.into_any(),
        Span::Break => view! { <br/> }.into_any(),
        Span::Bold(inside) => view! { <b>{spans(inside)}</b> }.into_any(),
        Span::Italic(inside) => view! { <em>{spans(inside)}</em> }.into_any(),
        Span::Code(code) => view! { <code>{code}</code> }.into_any(),
        // The parser lets through https:, http: and mailto: only.
        Span::Link(href, inside) => {
            view! { <a href=href target="_blank" rel="noopener noreferrer">{spans(inside)}</a> }.into_any()
        }
        Span::Source(number) => view! { <sup class="cite">{number}</sup> }.into_any(),
    }
}

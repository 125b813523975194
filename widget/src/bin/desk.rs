//! The desk's entry: mounts the desk into the page `public/desk/index.html`.

fn main() {
    #[cfg(target_arch = "wasm32")]
    widget::desk::start();
}

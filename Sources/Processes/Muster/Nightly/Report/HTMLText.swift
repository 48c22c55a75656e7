/// Text in a page.
enum HTMLText {
    /// A text as it stands in a page: what people wrote is never markup.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}

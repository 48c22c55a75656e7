/// What a parameter's text refers to, before it is a template.
enum ParameterReference: Hashable {
    /// `$.path`: a path into the context, in Jinja's syntax.
    case path(String, conversion: String?)
    /// `vault:id`.
    case vault(String, conversion: String?)
    /// Anything else: a template, or text.
    case template(String)

    init(_ text: String) {
        if text.hasPrefix("$.") {
            let (path, conversion) = Self.split(text.dropFirst(1))
            self = .path(path, conversion: conversion)
        } else if text.hasPrefix("vault:") {
            let (id, conversion) = Self.split(text.dropFirst("vault:".count))
            self = .vault(id, conversion: conversion)
        } else {
            self = .template(text)
        }
    }

    /// At the first `!`; nothing behind it is no conversion.
    private static func split(_ text: Substring) -> (String, String?) {
        guard let mark = text.firstIndex(of: "!") else { return (String(text), nil) }
        let conversion = text[text.index(after: mark)...]
        return (String(text[..<mark]), conversion.isEmpty ? nil : String(conversion))
    }

    /// The template that SOCless makes of it. That of a path keeps its conversion, which makes it one that does not
    /// parse.
    static func recordedTemplate(_ text: String) -> String {
        switch ParameterReference(text) {
        case .path(_, let conversion):
            "{{context" + text.dropFirst() + (conversion == nil ? "" : " |fromjson") + "}}"
        case .vault(let id, let conversion): "{{vault('\(id)')" + (conversion == nil ? "" : " |fromjson") + "}}"
        case .template(let text): text
        }
    }
}

/// A token of a template, by the names that Jinja gives them.
struct Token {
    enum Kind: String {
        case data
        case variableBegin = "variable_begin"
        case variableEnd = "variable_end"
        case blockBegin = "block_begin"
        case blockEnd = "block_end"
        case name, string, integer, float
        case add, sub, mul, div, floordiv, mod, pow, tilde
        case leftBracket = "["
        case rightBracket = "]"
        case leftParenthesis = "("
        case rightParenthesis = ")"
        case leftBrace = "{"
        case rightBrace = "}"
        case equal = "=="
        case notEqual = "!="
        case greater = ">"
        case greaterOrEqual = ">="
        case less = "<"
        case lessOrEqual = "<="
        case assign = "="
        case dot = "."
        case colon = ":"
        case pipe = "|"
        case comma = ","
        case semicolon = ";"
        case end

        /// As error messages name it.
        var text: String {
            switch self {
            case .data: "template data / text"
            case .variableBegin: "begin of print statement"
            case .variableEnd: "end of print statement"
            case .blockBegin: "begin of statement block"
            case .blockEnd: "end of statement block"
            case .end: "end of template"
            case .add: "+"
            case .sub: "-"
            case .mul: "*"
            case .div: "/"
            case .floordiv: "//"
            case .mod: "%"
            case .pow: "**"
            case .tilde: "~"
            default: rawValue
            }
        }
    }

    let kind: Kind
    let text: String
    let line: Int
    /// What a literal means.
    var value: Value?

    func isName(_ name: String) -> Bool { kind == .name && text == name }

    /// As error messages name it.
    var description: String { kind == .name ? text : kind.text }
}

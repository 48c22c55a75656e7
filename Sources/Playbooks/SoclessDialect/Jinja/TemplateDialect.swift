/// Which of the two template languages of SOCless a text is written in.
enum TemplateDialect {
    /// `{{ … }}`, with results of any type; what is undefined is an error.
    case native
    /// `{ … }`, with text as the result, escaped for HTML; what is undefined is empty.
    case legacy

    var variableStart: [Unicode.Scalar] { self == .native ? ["{", "{"] : ["{"] }
    var variableEnd: [Unicode.Scalar] { self == .native ? ["}", "}"] : ["}"] }
}

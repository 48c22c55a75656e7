extension StringProtocol {
    /// A name of several words in small letters: `HTTPRequest` is `http_request`, `unresolvedReference` is
    /// `unresolved_reference`. What is neither letter nor number becomes `_`.
    var snakeCase: String {
        let characters = Array(self)
        var result = ""
        for (index, character) in characters.enumerated() {
            let before = index > 0 ? characters[index - 1] : nil
            let after = index + 1 < characters.count ? characters[index + 1] : nil
            let follows = before.map { $0.isLowercase || $0.isNumber } ?? false
            let endsCapitals = (before?.isUppercase ?? false) && (after?.isLowercase ?? false)
            if character.isUppercase, follows || endsCapitals { result += "_" }
            result += character.isLetter || character.isNumber ? character.lowercased() : "_"
        }
        return result
    }
}

public import JSON
public import Silencing

extension JSONReader {
    /// A list of matchers as people write them: `alertname=~"Disk.*"`.
    /// - Parameter other: reads an element that is no text; a matcher is a text where it is `nil`.
    /// - Throws: `JSONDecodingError` for what is no matcher, for too many, and for matchers that are for every alert.
    public func matchers(
        _ key: String, other: ((JSONReader) throws -> LabelMatcher)? = nil
    ) throws -> [LabelMatcher] {
        var matchers: [LabelMatcher] = []
        for element in try array(key, max: MatcherSyntax.mostMatchers) {
            if let other, element.value.stringValue == nil {
                matchers.append(try other(element))
                continue
            }
            let text = try element.string(length: 1...5000)
            do {
                matchers += try MatcherSyntax.read(text)
            } catch {
                throw element.error(expected: "a matcher such as alertname=~\"Disk.*\"", found: "`\(text)`: \(error)")
            }
        }
        do {
            try MatcherSyntax.check(matchers)
        } catch {
            throw try member(key).error(expected: "matchers that are not for every alert", found: "\(error)")
        }
        return matchers
    }
}

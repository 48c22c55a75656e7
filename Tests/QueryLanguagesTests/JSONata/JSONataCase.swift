import JSON
import Testing

@testable import QueryLanguages

/// An expression and what it gives.
struct JSONataCase: Sendable, CustomTestStringConvertible {
    enum Expectation: Sendable {
        case value(JSON)
        case undefined
        case error(String)
    }

    let expression: String
    let input: String?
    let expectation: Expectation

    /// - Parameters:
    ///   - expression: the expression's text.
    ///   - result: the result as JSON; `nil` when it is undefined.
    ///   - input: the input as JSON.
    init(_ expression: String, _ result: String?, _ input: String? = nil) {
        self.expression = expression
        self.input = input
        expectation =
            result.map { .value((try? JSON.parse($0)) ?? .string("the expected result is not JSON: \($0)")) }
            ?? .undefined
    }

    /// An expression that ends with an error of this code.
    init(_ expression: String, error code: String, _ input: String? = nil) {
        self.expression = expression
        self.input = input
        expectation = .error(code)
    }

    var testDescription: String { expression }

    /// Instants and randomness of all cases.
    static let environment = JSONataEnvironment(milliseconds: 1_700_000_000_123, seed: 1)

    func check() throws {
        let outcome: Result<JSON?, JSONataError>
        let input = try input.map { try JSON.parse($0) }
        do throws(JSONataError) {
            let parsed = try JSONataExpression(parsing: expression)
            outcome = .success(try parsed.evaluate(input, environment: Self.environment))
        } catch {
            outcome = .failure(error)
        }
        switch (expectation, outcome) {
        case (.value(let expected), .success(let value?)):
            #expect(value == expected, "\(expression) gives \(value)")
        case (.undefined, .success(nil)): break
        case (.error(let code), .failure(let error)): #expect(error.code == code, "\(expression) ends with \(error)")
        default: Issue.record("\(expression) gives \(outcome)")
        }
    }
}

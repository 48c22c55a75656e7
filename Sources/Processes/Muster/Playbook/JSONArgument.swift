import ArgumentParser
import Foundation
import JSON

/// JSON as an argument, or in a file that `@FILE` names.
enum JSONArgument {
    @Sendable static func parse(_ text: String) throws -> JSON {
        var text = text
        if text.hasPrefix("@") {
            do {
                text = try ArgumentFile.text(String(text.dropFirst()))
            } catch let failure as CommandFailure {
                throw ValidationError("\(failure)")
            }
        }
        do {
            return try JSON.parse(text, limits: JSONLimits(depth: 128, bytes: 1 << 20))
        } catch {
            throw ValidationError("It is no JSON: \(error). Quote it for the shell: '{\"host\": \"web-1\"}'.")
        }
    }
}

import ArgumentParser

/// The name of a key, which is the source of the alerts that it sends.
struct KeyName: ExpressibleByArgument, Sendable {
    let text: String

    init?(argument: String) {
        guard argument.wholeMatch(of: /[a-z][a-z0-9-]{0,59}/) != nil else { return nil }
        text = argument
    }
}

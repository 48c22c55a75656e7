import ArgumentParser

/// Whose contacts: the first argument of commands about them.
struct PersonArgument: ParsableArguments {
    @Argument(help: "A mail address listed under `people` of the configuration.")
    var email: String

    /// Where the API has them.
    func path(_ more: String...) -> [String] { ["people", email] + more }
}

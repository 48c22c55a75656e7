import ArgumentParser
import JSON

/// Who takes no part in which incident any more.
struct DepartureArguments: ParsableArguments {
    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Argument(help: "The mail address.")
    var email: String

    @Option(help: "Why, in a line.")
    var reason: String?

    @Flag(help: "Also when they lead it, or have open tasks of it, which then go to the commander.")
    var insist = false

    @OptionGroup var json: JSONOption

    func perform(isRemoval: Bool) async throws {
        let gone = try await API().delete(
            ["incidents", name.text, "participants", email],
            [
                ("reason", reason), ("insist", insist ? "true" : nil), ("removed", isRemoval ? "true" : nil),
            ])
        Output.result(
            asJSON: json.isOn, gone,
            "\(Plain.line(gone.text(of: "email") ?? email)) takes no part in \(name.text) any more.")
    }
}

import ArgumentParser
import Foundation
import JSON

struct SilenceCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Keeps alerts quiet that all matchers match.",
        discussion: """
            Matchers are Alertmanager's: alertname="Disk full", team!=db, host=~"web-[0-9]+", env!~"dev|test". A regular
            expression must match the whole value; "" stands for a label that is not there. Besides the labels of the
            sender there are source, severity, title, dedup_key and format.

            Alerts that are held back open nothing and page nobody. What fires still when the silence ends is routed then.
            """)

    @Argument(help: "Matchers such as alertname=~\"Disk.*\"; all must match.")
    var matchers: [String]

    @Option(
        name: .customLong("for"), help: "How long, such as 30m, 2h or 3d.",
        transform: { text in
            guard let seconds = Moment.seconds(text), seconds > 0 else {
                throw ValidationError("must be a span such as 30m, 2h or 3d")
            }
            return seconds
        })
    var length: Double?

    @Option(
        help: "Its start: RFC 3339, or a span from now on such as 12h. Now by default.", transform: OnCallTime.parse)
    var from: Date?

    @Option(help: "Its end: RFC 3339, or a span from now on such as 12h or 7d.", transform: OnCallTime.parse)
    var until: Date?

    @Option(help: "Why, in a line.")
    var reason: String

    @Option(help: "Who wants it; the name of the API key by default.")
    var author: String?

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard !matchers.isEmpty else {
            throw ValidationError("Give at least one matcher, such as alertname=\"Disk full\".")
        }
        guard (length == nil) != (until == nil) else { throw ValidationError("Give either --for or --until.") }
    }

    /// The body of the request at a time.
    func body(at now: Date) -> JSON {
        var members: JSONObject = ["matchers": .array(matchers.map(JSON.string)), "reason": .string(reason)]
        members["from"] = from?.json
        members["until"] = (until ?? (from ?? now).addingTimeInterval(length ?? 0)).json
        members["author"] = author.map(JSON.string)
        return .object(members)
    }

    func run() async throws {
        let silence = try await API().post(["silences"], body(at: Date()))
        Output.result(asJSON: json.isOn, silence, SilenceText.one(silence))
    }
}

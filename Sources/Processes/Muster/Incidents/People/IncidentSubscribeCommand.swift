import ArgumentParser
import JSON

struct IncidentSubscribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subscribe", abstract: "Has somebody told of an incident without taking part; lists who is.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Argument(help: "The mail address; without one, those that there are.")
    var email: String?

    @Flag(help: "They are not told any more.")
    var end = false

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard !end || email != nil else { throw ValidationError("--end needs a mail address.") }
    }

    func run() async throws {
        let path = ["incidents", name.text, "subscriptions"]
        guard let email else {
            let answer = try await API().get(path)
            var listing = Listing("EMAIL", "SINCE", "BY")
            for item in answer["items"]?.arrayValue ?? [] {
                listing.add(item.text(of: "email"), item.text(of: "since"), item.text(of: "subscribed_by"))
            }
            let text = listing.text(empty: "Nobody follows \(name.text) without taking part.")
            return Output.result(asJSON: json.isOn, answer, text)
        }
        let answer =
            end
            ? try await API().delete(path + [email]) : try await API().post(path, ["email": .string(email)])
        Output.result(
            asJSON: json.isOn, answer,
            "\(Plain.line(email)) \(end ? "follows \(name.text) no more" : "follows \(name.text)").")
    }
}

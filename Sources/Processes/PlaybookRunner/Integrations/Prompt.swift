import Capabilities
import Encodings
import FoundationEssentials
import JSON
import MailProviders
import PlaybookStore

/// The step `prompt`: a question to people. The first of them who answers with the token decides.
struct Prompt: Sendable {
    let text: String
    /// Whom it goes to; the incident's commander when empty.
    let recipients: [String]
    /// What they may answer; anything when empty.
    let choices: [JSON]

    /// Reads what the step is given: `text`, `to` (mail addresses, at most 20) and `choices` (at most 20).
    init(_ input: JSON) throws(StepRefusal) {
        do {
            let reader = JSONReader(input)
            try reader.object(allowing: "text", "to", "choices")
            text = try reader.string("text", length: 1...10_000)
            recipients = try reader.optionalStrings("to", max: 20, length: 3...254)
            choices = try reader.optionalArray("choices", max: 20).map(\.value)
            guard recipients.allSatisfy(Self.isAddress) else {
                throw StepRefusal.parameters("to must hold mail addresses such as ana@example.org.")
            }
        } catch let refusal as StepRefusal {
            throw refusal
        } catch {
            throw .parameters(error)
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        text.contains("@") && !text.contains { $0.isWhitespace || $0.isNewline || $0 == "<" || $0 == ">" || $0 == "," }
    }

    /// The mail to one of them, the same at every try.
    /// - Parameters:
    ///   - step: what waits for the answer.
    ///   - token: what the answer must carry.
    ///   - playbook: whose step it is.
    ///   - incident: `INC-17`; `nil` for an execution of none.
    func mail(
        to recipient: String, from sender: String, for step: StepRecord, token: String, playbook: String,
        incident: String?
    ) -> MailMessage {
        let domain = sender.split(separator: "@").last.map(String.init) ?? "localhost"
        let id = "prompt-\(UUIDText.string(from: step.execution))-\(step.number)-\(Self.tag(recipient))"
        let about = incident.map { "[\($0)] " } ?? ""
        var headers = ["Auto-Submitted": "auto-generated"]
        headers["X-Muster-Incident"] = incident
        return MailMessage(
            from: sender, to: recipient, subject: "\(about)\(playbook) asks: \(Self.line(text))",
            messageID: "<\(id)@\(domain)>", date: MailDate.format(step.askedAt),
            body: body(of: step, token: token, playbook: playbook), headers: headers)
    }

    private func body(of step: StepRecord, token: String, playbook: String) -> String {
        var lines = [text, ""]
        if choices.isEmpty {
            lines.append("Answer with any JSON:")
            lines.append("  muster playbook answer \(token) --output '\"…\"'")
        } else {
            lines.append("Answer with one of these:")
            lines += choices.map { "  muster playbook answer \(token) --output '\(Self.quoted($0))'" }
        }
        lines.append("")
        if let until = step.until { lines.append("The answer is wanted until \(RFC3339.string(from: until)).") }
        lines.append("The first answer counts. The playbook \(playbook) asks in its state \"\(step.state)\".")
        lines.append("Who has this mail can answer: pass it on to nobody who must not.")
        return lines.joined(separator: "\n") + "\n"
    }

    /// As a shell takes it between single quotes.
    private static func quoted(_ choice: JSON) -> String { choice.text().replacing("'", with: "'\\''") }

    private static func line(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.count > 80 ? line.prefix(79) + "…" : line
    }

    private static func tag(_ recipient: String) -> String {
        String(recipient.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}

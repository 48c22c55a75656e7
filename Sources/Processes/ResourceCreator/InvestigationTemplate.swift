import Mustache
import WorkerKit

/// A template of the investigation document or sheet: Mustache, with the incident's values put in as plain text. Values
/// are never read as templates.
struct InvestigationTemplate: Sendable {
    private let template: MustacheTemplate

    /// - Parameter type: the incident type that it belongs to, for the error.
    /// - Throws: ``Failure`` that is not tried again: somebody has to correct the configuration.
    init(_ text: String, of type: String) throws(Failure) {
        do {
            template = try MustacheTemplate(string: "{{% CONTENT_TYPE: TEXT}}\n" + text)
        } catch {
            throw Failure(
                .deadLetter, code: "template",
                detail: "a template of the incident type `\(type)` cannot be read: \(error)", place: "template")
        }
    }

    /// The document, in Markdown.
    func document(_ fields: TemplateFields) -> String {
        render(fields)
    }

    /// The sheet, as CSV: each value is a whole cell, already quoted where it must be.
    func sheet(_ fields: TemplateFields) -> String {
        render(fields.mapped { CSVCell($0).text })
    }

    private func render(_ fields: TemplateFields) -> String {
        let text = template.render(["incident": fields])
        return text.hasPrefix("\n") ? String(text.dropFirst()) : text
    }
}

import Encodings
import Capabilities
import Cost
import FoundationEssentials
import Incident
import Organisation
import IncidentStore
import WorkerKit

/// What the places of an incident are made with.
struct ResourceDrafts: Sendable {
    let response: IncidentResponse
    let publicURL: String
    /// What the incident costs so far, once that was counted.
    var cost: Money?

    private var incident: IncidentRecord { response.incident }

    /// Names the effect that makes a place, the same in every try, and in no other installation.
    func key(_ kind: ResourceKind) -> EffectKey {
        EffectKey("incident/\(UUIDText.string(from: incident.id))/\(kind.rawValue)")
    }

    /// What others may read of the incident where its places are listed: of a restricted one nothing but its type.
    var headline: String {
        switch incident.visibility {
        case .open: "\(incident.name): \(oneLine(incident.title))"
        case .restricted: "\(incident.name): \(incident.type)"
        }
    }

    var ticket: TicketDraft {
        TicketDraft(
            title: headline, description: TicketText(response: response, publicURL: publicURL, cost: cost).description,
            status: incident.status.rawValue, severity: incident.severity, priority: incident.priority,
            assignee: incident.commander?.email, links: ticketLinks)
    }

    /// Where a ticket leads: to the incident's page, and to every other place that people can open.
    private var ticketLinks: [TicketDraft.Link] {
        let places = response.resources.filter { $0.kind != .ticket && $0.state == .created }
            .sorted { $0.kind.rawValue < $1.kind.rawValue }
        let page = TicketDraft.Link(name: "incident", title: incident.name, url: incident.url(under: publicURL))
        return [page]
            + places.compactMap { place in
                guard let url = place.url, url.hasPrefix("http") else { return nil }
                return TicketDraft.Link(name: place.kind.rawValue, title: place.kind.heading, url: url)
            }
    }

    var conversation: ConversationDraft {
        ConversationDraft(
            name: incident.name.lowercased(), topic: topic, members: response.members,
            isPrivate: incident.visibility == .restricted)
    }

    /// Who leads, and how bad it is.
    private var topic: String {
        let commander = incident.commander.map { person in
            "Commander \(person.name)\(person.team.map { ", \($0)" } ?? "")"
        }
        let levels = [incident.type, "severity \(incident.severity)", "priority \(incident.priority)"]
        return oneLine(([headline] + [commander].compactMap(\.self) + levels).joined(separator: " · "))
    }

    var folder: FolderDraft {
        FolderDraft(name: headline, members: response.members)
    }

    var group: GroupDraft {
        GroupDraft(name: incident.name.lowercased(), title: headline, members: response.members)
    }

    var conference: ConferenceDraft {
        ConferenceDraft(title: headline, members: response.members)
    }

    /// The investigation document.
    /// - Throws: ``Failure`` when the type's template cannot be read.
    func document(type: IncidentType?) throws -> DocumentDraft {
        let template = try InvestigationTemplate(
            type?.documentTemplate ?? InvestigationTemplate.standardDocument, of: type?.name ?? incident.type)
        return DocumentDraft(
            title: "\(headline) (investigation)", format: .markdown, body: template.document(fields(type)), folder: nil)
    }

    /// The investigation sheet.
    /// - Throws: ``Failure`` when the type's template cannot be read.
    func sheet(type: IncidentType?) throws -> DocumentDraft {
        let template = try InvestigationTemplate(
            type?.sheetTemplate ?? InvestigationTemplate.standardSheet, of: type?.name ?? incident.type)
        return DocumentDraft(
            title: "\(headline) (affected systems)", format: .csv, body: template.sheet(fields(type)), folder: nil)
    }

    /// The incident's folder, when this provider has it.
    func folder(at provider: String) -> String? {
        guard let folder = response.created(.storage), folder.resource.provider == provider else { return nil }
        return folder.externalID
    }

    private func fields(_ type: IncidentType?) -> TemplateFields {
        TemplateFields(response, faq: type?.faqURL, publicURL: publicURL)
    }
}

/// A text in one line, so that it cannot pretend to be more than a title.
func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
}

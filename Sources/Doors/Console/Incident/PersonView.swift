import Incident
import IncidentStore

/// Somebody on a page.
struct PersonView: Sendable {
    let personName: String
    let mailto: String
    let personTeam: String?
    let personPlace: String?
    let personRoles: String

    init(_ person: Person, roles: [ParticipantRole] = []) {
        personName = person.name
        mailto = SafeLink.mail(person.email)
        personTeam = person.team
        let place = [person.team, person.location].compactMap(\.self)
        personPlace = place.isEmpty ? nil : place.joined(separator: ", ")
        personRoles = roles.map(\.title).joined(separator: ", ")
    }
}

import HTTPTypes
import HTTPKit
import Incident
import IncidentDesk
import IncidentStore
import Postgres

extension Call {
    /// The name of the incident in the address.
    /// - Throws: ``Problem`` 404 for what is no name.
    func incidentName() throws -> IncidentName {
        guard let name = IncidentName(try segment("name")) else {
            throw Problem(.notFound, "there is no such incident; incidents have names such as INC-17")
        }
        return name
    }

    /// What is there for whoever sends it of an incident: for a person also what is restricted, where they take part.
    func viewer(of name: IncidentName, in database: PostgresClient) async throws -> Viewer {
        guard let visitor else { return principal.viewer }
        return try await Participants.viewer(visitor.email, of: name, in: database)
    }

    /// What makes a form the same one when it is sent again: the field `once`, which each page fills in anew.
    func once(_ form: FormBody) -> Idempotency? {
        let key = form["once"]
        guard (1...100).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        return idempotency(ofForm: key)
    }
}

import ConversationDesk
public import HTTPKit
import IncidentDesk
public import NativeProviders
public import Organisation
public import PageDesk
public import Postgres
import TaskDesk
public import WorkStore

/// The API and the pages of what comes with Muster, and the page of an incident.
public enum NativeDoor {
    /// The door.
    /// - Parameters:
    ///   - native: what comes with Muster.
    ///   - pages: takes the answers of those who follow the link of a page.
    ///   - organisation: the configuration in force.
    ///   - database: where it is looked up whose the places are.
    ///   - committer: writes what people say, and announces it.
    ///   - publicURL: the base of every link, without a slash at its end.
    public static func make(
        native: NativeProviders, pages: PageDesk,
        organisation: @escaping @Sendable () async throws -> OrganisationConfiguration, database: PostgresClient,
        committer: Committer, publicURL: String
    ) -> Door {
        let access = NativeAccess(native: native, database: database)
        let talk = ConversationDesk(
            database: database, committer: committer, conversations: native.conversations, organisation: organisation,
            publicURL: publicURL)
        let places =
            ConversationRoutes(access: access, desk: talk).endpoints + FileRoutes(access: access).endpoints
            + DocumentRoutes(access: access).endpoints
            + CommentRoutes(
                access: access, desk: CommentDesk(database: database, committer: committer, comments: native.comments),
                organisation: organisation
            ).endpoints + PlaceRoutes(access: access).endpoints
        return Door(
            places + PageRoutes(access: access).endpoints
                + AnswerRoutes(desk: pages, organisation: organisation).endpoints
                + InvolvementRoutes(
                    desk: InvolvementDesk(
                        database: database, writer: IncidentWriter(committer: committer, publicURL: publicURL)),
                    organisation: organisation
                ).endpoints
        ) { error in
            (error as? NativeError).map { Problem($0) } ?? (error as? TaskDeskError).map { Problem($0) }
                ?? (error as? IncidentDeskError).map { Problem($0) }
        }
    }
}

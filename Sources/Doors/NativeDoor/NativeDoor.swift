public import HTTPKit
public import NativeProviders
public import PageDesk
public import Postgres

/// The API and the pages of what comes with Muster, and the page of an incident.
public enum NativeDoor {
    /// The door.
    /// - Parameters:
    ///   - native: what comes with Muster.
    ///   - pages: takes the answers of those who follow the link of a page.
    ///   - database: where it is looked up whose the places are.
    public static func make(native: NativeProviders, pages: PageDesk, database: PostgresClient) -> Door {
        let access = NativeAccess(native: native, database: database)
        let places =
            ConversationRoutes(access: access).endpoints + FileRoutes(access: access).endpoints
            + DocumentRoutes(access: access).endpoints + PlaceRoutes(access: access).endpoints
        return Door(places + PageRoutes(access: access).endpoints + AnswerRoutes(desk: pages).endpoints) { error in
            (error as? NativeError).map { Problem($0) }
        }
    }
}

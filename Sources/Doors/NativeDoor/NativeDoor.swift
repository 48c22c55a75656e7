public import HTTPKit
public import NativeProviders
public import Postgres

/// The API and the pages of what comes with Muster, and the page of an incident.
public enum NativeDoor {
    /// The door.
    /// - Parameters:
    ///   - native: what comes with Muster.
    ///   - database: where it is looked up whose the places are.
    public static func make(native: NativeProviders, database: PostgresClient) -> Door {
        let access = NativeAccess(native: native, database: database)
        let places =
            ConversationRoutes(access: access).endpoints + FileRoutes(access: access).endpoints
            + DocumentRoutes(access: access).endpoints + PlaceRoutes(access: access).endpoints
        return Door(places + PageRoutes(access: access).endpoints) { error in
            (error as? NativeError).map { Problem($0) }
        }
    }
}

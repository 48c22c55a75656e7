import IncidentStore
import HTTPKit
import Hummingbird

/// The API and the pages of what comes with Muster, and the page of an incident.
struct NativeRoutes: Sendable {
    var access: NativeAccess

    func add(to router: some RouterMethods<APIContext>) {
        ConversationRoutes(access: access).add(to: router)
        FileRoutes(access: access).add(to: router)
        DocumentRoutes(access: access).add(to: router)
        PlaceRoutes(access: access).add(to: router)
        PageRoutes(access: access).add(to: router)
    }
}

import Capabilities
import Environment
import Organisation
import ProviderKit
import Testing
import WorkerKit

/// Whom the registry names for a capability.
@Suite struct ProviderRegistryTests {
    private struct Tickets: Ticketing {
        let name: String
        var token: String?

        func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? { nil }
        func create(_ draft: TicketDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
            ExternalObject(externalID: "\(name) \(key)")
        }
        func update(_ externalID: String, to content: TicketDraft) async throws(ProviderError) {}
        func archive(_ externalID: String) async throws(ProviderError) {}
    }

    private let registry = ProviderRegistry(
        native: { _ in
            var services = Services()
            services.ticketing = Tickets(name: "native")
            return services
        },
        vendors: [
            Vendor(VendorSchema(kind: "tracker")) { settings, token in
                var services = Services()
                services.ticketing = Tickets(name: settings.name, token: token)
                return services
            }
        ], variables: EnvironmentVariables(["TRACKER_TOKEN": "secret"]))

    private func organisation(_ order: [String]?, kind: String = "tracker") -> OrganisationConfiguration {
        var organisation = OrganisationConfiguration()
        organisation.providers = [
            ProviderSettings(name: "own", kind: kind, url: nil, tokenVariable: "TRACKER_TOKEN"),
            ProviderSettings(name: "mute", kind: "tracker", url: nil, tokenVariable: "OTHER_TOKEN"),
        ]
        if let order { organisation.capabilities = [.ticketing: order, .groups: order] }
        return organisation
    }

    private func code(_ body: () throws(WorkerKit.Failure) -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return error.code
        }
    }

    @Test func providersComeInTheOrderOfTheConfiguration() throws {
        let found = try registry.providers(of: .ticketing, organisation(["own", "native"]))
        #expect(found.map(\.name) == ["own", "native"])
        #expect(try registry.providers(of: .ticketing, organisation(nil)).map(\.name) == ["native"])
    }

    @Test func aProviderGetsTheTokenThatItsSettingsName() throws {
        let found = try registry.provider(of: .ticketing, named: "own", organisation(nil))
        #expect((found as? Tickets)?.token == "secret")
        let mute = code { () throws(WorkerKit.Failure) in
            _ = try registry.provider(of: .ticketing, named: "mute", organisation(nil))
        }
        #expect(mute == "no-token")
    }

    @Test func whatIsNotThereIsSaid() {
        let gone = code { () throws(WorkerKit.Failure) in
            _ = try registry.provider(of: .ticketing, named: "gone", organisation(nil))
        }
        #expect(gone == "no-provider")
        let incapable = code { () throws(WorkerKit.Failure) in
            _ = try registry.providers(of: .groups, organisation(["own"]))
        }
        #expect(incapable == "no-provider")
    }

    @Test func aKindThatOnlyANewerReleaseKnowsIsTriedAgain() {
        do {
            _ = try registry.providers(of: .ticketing, organisation(["own"], kind: "jira"))
            Issue.record("it is unknown")
        } catch {
            #expect(error.remedy == .retry)
            #expect(error.code == "unknown-kind")
        }
    }
}

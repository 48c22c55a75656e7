import Incident
public import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentDesk
import IncidentStore
import NativeProviders
import Operations
import PageDesk
import SignInDesk
import TaskDesk

/// The console: pages for people, which work without scripts.
public enum ConsoleDoor {
    /// The door.
    /// - Throws: what Mustache says of a template that it cannot read.
    public static func make(_ desks: ConsoleDesks) throws -> Door {
        let assets = Assets()
        let pages = PageMaker(try Templates(), assets)
        let gate = OperatorGate(signIn: desks.signIn)
        let letters = desks.letters
        let incident = IncidentPage(desks: desks, pages: pages)
        let endpoints: [[Endpoint]] = [
            SignInPage(desk: desks.signIn, pages: pages).endpoints,
            SessionsPage(desk: desks.signIn, pages: pages).endpoints,
            ReportPage(desks: desks, pages: pages).endpoints,
            ReportedPage(desks: desks, pages: pages).endpoints,
            IncidentsPage(desks: desks, pages: pages).endpoints,
            incident.endpoints, IncidentForms(page: incident).endpoints,
            TimelinePage(desks: desks, pages: pages).endpoints,
            LivePage(desks: desks).endpoints,
            ConversationPage(desks: desks, pages: pages).endpoints,
            MinePage(desks: desks, pages: pages).endpoints,
            DeadLettersPage(desk: letters, gate: gate, pages: pages).endpoints,
            LettersPage(desk: letters, gate: gate, pages: pages).endpoints,
            LetterPage(desk: letters, gate: gate, pages: pages).endpoints,
            LetterEditPage(desk: letters, gate: gate, pages: pages).endpoints,
            LetterActs(desk: letters, gate: gate, pages: pages).endpoints,
            ReplayPage(desk: letters, gate: gate, pages: pages).endpoints,
        ]
        // What goes wrong with a page is told as a page.
        return Door(
            assets.endpoints + endpoints.flatMap { $0 }.map { $0.telling { pages.problem($0) } },
            problem: { problem(of: $0) })
    }

    /// What a reader is told of the errors of the desks that no form shows.
    private static func problem(of error: any Error) -> Problem? {
        switch error {
        case let error as IncidentStoreError where error.code == .invalidCursor: Problem(.badRequest, "\(error)")
        case let error as SignInError: Problem(error.code == .over ? .notFound : .unprocessableContent, error.detail)
        case let error as IncidentDeskError where [.noIncident, .notFound, .noPerson].contains(error.code):
            Problem(.notFound, error.detail)
        case let error as TaskDeskError where error.code == .notFound: Problem(.notFound, error.detail)
        case let error as PageDeskError where error.code == .notFound:
            Problem(.notFound, FormFaults.sentence(error.detail))
        case let error as NativeError where error.code == .notFound: Problem(.notFound, error.detail)
        case let error as LetterDeskError where error.code == .notFound: Problem(.notFound, error.detail)
        case let error as LetterDeskError: Problem(.conflict, error.detail)
        default: nil
        }
    }
}

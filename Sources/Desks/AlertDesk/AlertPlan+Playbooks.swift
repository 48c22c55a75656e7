import FoundationEssentials
import Organisation
import PlaybookDesk
import PlaybookStore

extension AlertPlan {
    /// Has a playbook look into an alert, or says why none can.
    func start(_ trigger: PlaybookTrigger, for new: inout NewAlert) {
        new.obstacle = nil
        guard let playbooks else {
            new.isTriggered = true
            return
        }
        do throws(PlaybookDeskError) {
            new.start = try TriggeredStart(of: new, by: trigger, playbooks[trigger.playbook], at: time)
            new.isTriggered = true
        } catch {
            new.obstacle = error.detail
        }
    }
}

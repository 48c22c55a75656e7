extension ServiceModel {
    /// What actions of SES answer, from the service's published API model.
    static let ses = #"""
        sendEmail @SendEmailResponse
        @SendEmailResponse MessageId!:s
        """#
}

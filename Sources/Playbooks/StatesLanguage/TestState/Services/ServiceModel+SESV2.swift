extension ServiceModel {
    /// What actions of SESV2 answer, from the service's published API model.
    static let sesv2 = #"""
        sendEmail @SendEmailResponse
        @SendEmailResponse MessageId:s
        """#
}

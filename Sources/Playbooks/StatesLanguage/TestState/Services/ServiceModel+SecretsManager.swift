extension ServiceModel {
    /// What actions of SecretsManager answer, from the service's published API model.
    static let secretsManager = #"""
        getSecretValue @GetSecretValueResponse
        putSecretValue @PutSecretValueResponse
        createSecret @CreateSecretResponse
        describeSecret @DescribeSecretResponse
        @GetSecretValueResponse ARN:s<20~2048>,Name:s<1~256>,VersionId:s<32~64>,SecretBinary:s<1~65536>,\#
        SecretString:s<1~65536>,VersionStages:[s<1~256>,CreatedDate:s
        @PutSecretValueResponse ARN:s<20~2048>,Name:s<1~256>,VersionId:s<32~64>,VersionStages:[s<1~256>
        @CreateSecretResponse ARN:s<20~2048>,Name:s<1~256>,VersionId:s<32~64>,\#
        ReplicationStatus:[@ReplicationStatusType
        @ReplicationStatusType Region:s<1~128>,KmsKeyId:s<0~2048>,Status:s|InSync|Failed|InProgress,\#
        StatusMessage:s<1~4096>,LastAccessedDate:s
        @DescribeSecretResponse ARN:s<20~2048>,Name:s<1~256>,Type:s<0~256>,Description:s<~2048>,\#
        KmsKeyId:s<0~2048>,RotationEnabled:b,RotationLambdaARN:s<0~2048>,RotationRules:@RotationRulesType,\#
        ExternalSecretRotationMetadata:[@ExternalSecretRotationMetadataItem,\#
        ExternalSecretRotationRoleArn:s<20~2048>,LastRotatedDate:s,LastChangedDate:s,LastAccessedDate:s,\#
        DeletedDate:s,NextRotationDate:s,Tags:[@Tag,VersionIdsToStages:{[s<1~256>,OwningService:s<1~128>,\#
        CreatedDate:s,PrimaryRegion:s<1~128>,ReplicationStatus:[@ReplicationStatusType
        @RotationRulesType AutomaticallyAfterDays:n<1~1000>,Duration:s<2~3>,ScheduleExpression:s<1~256>
        @ExternalSecretRotationMetadataItem Key:s<1~256>,Value:s<1~2048>
        @Tag Key:s<1~128>,Value:s<0~256>
        """#
}

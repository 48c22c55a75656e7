extension ServiceModel {
    /// What actions of S3 answer, from the service's published API model.
    static let s3 = #"""
        getObject @GetObjectOutput
        putObject @PutObjectOutput
        listObjectsV2 @ListObjectsV2Output
        headObject @HeadObjectOutput
        copyObject @CopyObjectOutput
        deleteObject @DeleteObjectOutput
        listBuckets @ListBucketsOutput
        createBucket @CreateBucketOutput
        @GetObjectOutput Body:s,DeleteMarker:b,AcceptRanges:s,Expiration:s,Restore:s,LastModified:s,\#
        ContentLength:n,ETag:s,ChecksumCRC32:s,ChecksumCRC32C:s,ChecksumCRC64NVME:s,ChecksumSHA1:s,\#
        ChecksumSHA256:s,ChecksumSHA512:s,ChecksumMD5:s,ChecksumXXHASH64:s,ChecksumXXHASH3:s,\#
        ChecksumXXHASH128:s,ChecksumType:s|COMPOSITE|FULL_OBJECT,MissingMeta:n,VersionId:s,CacheControl:s,\#
        ContentDisposition:s,ContentEncoding:s,ContentLanguage:s,ContentRange:s,ContentType:s,Expires:s,\#
        WebsiteRedirectLocation:s,ServerSideEncryption:s|AES256|aws:fsx|aws:kms|aws:kms:dsse,Metadata:{s,\#
        SSECustomerAlgorithm:s,SSECustomerKeyMD5:s,SSEKMSKeyId:s,BucketKeyEnabled:b,StorageClass:s|STANDARD|\#
        REDUCED_REDUNDANCY|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER|DEEP_ARCHIVE|OUTPOSTS|\#
        GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP,RequestCharged:s|requester,\#
        ReplicationStatus:s|COMPLETE|PENDING|FAILED|REPLICA|COMPLETED,PartsCount:n,TagCount:n,\#
        ObjectLockMode:s|GOVERNANCE|COMPLIANCE,ObjectLockRetainUntilDate:s,ObjectLockLegalHoldStatus:s|ON|\#
        OFF
        @PutObjectOutput Expiration:s,ETag:s,ChecksumCRC32:s,ChecksumCRC32C:s,ChecksumCRC64NVME:s,\#
        ChecksumSHA1:s,ChecksumSHA256:s,ChecksumSHA512:s,ChecksumMD5:s,ChecksumXXHASH64:s,ChecksumXXHASH3:s,\#
        ChecksumXXHASH128:s,ChecksumType:s|COMPOSITE|FULL_OBJECT,ServerSideEncryption:s|AES256|aws:fsx|\#
        aws:kms|aws:kms:dsse,VersionId:s,SSECustomerAlgorithm:s,SSECustomerKeyMD5:s,SSEKMSKeyId:s,\#
        SSEKMSEncryptionContext:s,BucketKeyEnabled:b,Size:n,RequestCharged:s|requester
        @ListObjectsV2Output IsTruncated:b,Contents:[@Object,Name:s,Prefix:s,Delimiter:s,MaxKeys:n,\#
        CommonPrefixes:[@CommonPrefix,EncodingType:s|url,KeyCount:n,ContinuationToken:s,\#
        NextContinuationToken:s,StartAfter:s,RequestCharged:s|requester
        @Object Key:s<1~>,LastModified:s,ETag:s,ChecksumAlgorithm:[s|CRC32|CRC32C|SHA1|SHA256|CRC64NVME|\#
        SHA512|MD5|XXHASH64|XXHASH3|XXHASH128,ChecksumType:s|COMPOSITE|FULL_OBJECT,Size:n,StorageClass:s|\#
        STANDARD|REDUCED_REDUNDANCY|GLACIER|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|DEEP_ARCHIVE|\#
        OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP,Owner:@Owner,\#
        RestoreStatus:@RestoreStatus
        @Owner DisplayName:s,ID:s
        @RestoreStatus IsRestoreInProgress:b,RestoreExpiryDate:s
        @CommonPrefix Prefix:s
        @HeadObjectOutput DeleteMarker:b,AcceptRanges:s,Expiration:s,Restore:s,ArchiveStatus:s|\#
        ARCHIVE_ACCESS|DEEP_ARCHIVE_ACCESS,LastModified:s,ContentLength:n,ChecksumCRC32:s,ChecksumCRC32C:s,\#
        ChecksumCRC64NVME:s,ChecksumSHA1:s,ChecksumSHA256:s,ChecksumSHA512:s,ChecksumMD5:s,\#
        ChecksumXXHASH64:s,ChecksumXXHASH3:s,ChecksumXXHASH128:s,ChecksumType:s|COMPOSITE|FULL_OBJECT,\#
        ETag:s,MissingMeta:n,VersionId:s,CacheControl:s,ContentDisposition:s,ContentEncoding:s,\#
        ContentLanguage:s,ContentType:s,ContentRange:s,Expires:s,WebsiteRedirectLocation:s,\#
        ServerSideEncryption:s|AES256|aws:fsx|aws:kms|aws:kms:dsse,Metadata:{s,SSECustomerAlgorithm:s,\#
        SSECustomerKeyMD5:s,SSEKMSKeyId:s,BucketKeyEnabled:b,StorageClass:s|STANDARD|REDUCED_REDUNDANCY|\#
        STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|\#
        EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP,RequestCharged:s|requester,ReplicationStatus:s|COMPLETE|\#
        PENDING|FAILED|REPLICA|COMPLETED,PartsCount:n,TagCount:n,ObjectLockMode:s|GOVERNANCE|COMPLIANCE,\#
        ObjectLockRetainUntilDate:s,ObjectLockLegalHoldStatus:s|ON|OFF
        @CopyObjectOutput CopyObjectResult:@CopyObjectResult,Expiration:s,CopySourceVersionId:s,VersionId:s,\#
        ServerSideEncryption:s|AES256|aws:fsx|aws:kms|aws:kms:dsse,SSECustomerAlgorithm:s,\#
        SSECustomerKeyMD5:s,SSEKMSKeyId:s,SSEKMSEncryptionContext:s,BucketKeyEnabled:b,RequestCharged:s|\#
        requester
        @CopyObjectResult ETag:s,LastModified:s,ChecksumType:s|COMPOSITE|FULL_OBJECT,ChecksumCRC32:s,\#
        ChecksumCRC32C:s,ChecksumCRC64NVME:s,ChecksumSHA1:s,ChecksumSHA256:s,ChecksumSHA512:s,ChecksumMD5:s,\#
        ChecksumXXHASH64:s,ChecksumXXHASH3:s,ChecksumXXHASH128:s
        @DeleteObjectOutput DeleteMarker:b,VersionId:s,RequestCharged:s|requester
        @ListBucketsOutput Buckets:[@Bucket,Owner:@Owner,ContinuationToken:s,Prefix:s
        @Bucket Name:s,CreationDate:s,BucketRegion:s,BucketArn:s<1~128>
        @CreateBucketOutput Location:s,BucketArn:s<1~128>
        """#
}

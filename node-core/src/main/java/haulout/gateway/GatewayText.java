// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

/// What the gateway says of itself.
final class GatewayText {
    /// Its routes.
    static final String ROUTES =
            """
            Aggregator
              GET  /v1/blobs/{blob_id}
              GET  /v1/blobs/{blob_id}/byte-range?start=&length=
              GET  /v1/blobs/by-object-id/{object_id}
              GET  /v1/blobs/by-quilt-patch-id/{patch_id}
              GET  /v1/blobs/by-quilt-id/{quilt_id}/{identifier}
              GET  /v1/quilts/{quilt_id}/patches
              GET  /v1alpha/blobs/{blob_id}/stream
              GET  /v1alpha/blobs/concat?ids=
              POST /v1alpha/blobs/concat
              Query: strict_consistency_check, skip_consistency_check
            Publisher
              PUT  /v1/blobs
              PUT  /v1/quilts
              Query: epochs, permanent, deletable, force, encoding_type, reuse_resources,
                     send_object_to, share; quilt_version for quilts
            GET /status
            """;

    private GatewayText() {}
}

//! Tests of the five conditions and of the policy.

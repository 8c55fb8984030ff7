package io.asyncorm.autoconfigure;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where properties say that anything is read from a replica.
 */
final class ReplicaCondition implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		String reads = context.getEnvironment().getProperty("async-orm.replicas.reads", "off");
		return !reads.equalsIgnoreCase("off") && !reads.equalsIgnoreCase("false");
	}

}

package io.asyncorm.autoconfigure;

import io.asyncorm.query.ReplicaReads;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where properties say that anything is read from a replica.
 */
final class ReplicaCondition implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		try {
			return Binder.get(context.getEnvironment())
				.bind("async-orm.replicas.reads", ReplicaReads.class)
				.orElse(ReplicaReads.OFF) != ReplicaReads.OFF;
		}
		catch (BindException ex) {
			return true; // whoever needs the properties says what is wrong
		}
	}

}

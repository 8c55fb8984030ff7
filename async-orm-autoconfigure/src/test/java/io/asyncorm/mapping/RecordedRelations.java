package io.asyncorm.mapping;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.Relation;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Makes relations that print how they were made.
 */
final class RecordedRelations implements RelationFactory {

	@Override
	public Relation<?> unloadedRef(ModelRelation relation, Object key) {
		return relation(Ref.class, "unloadedRef(" + relation + ", " + key + ")");
	}

	@Override
	public Relation<?> loadedRef(ModelRelation relation, Object key, @Nullable Object target) {
		return relation(Ref.class, "loadedRef(" + relation + ", " + key + ", " + target + ")");
	}

	@Override
	public Relation<?> unloadedOne(ModelRelation relation, Object ownerKey) {
		return relation(One.class, "unloadedOne(" + relation + ", " + ownerKey + ")");
	}

	@Override
	public Relation<?> loadedOne(ModelRelation relation, Object ownerKey, @Nullable Object target) {
		return relation(One.class, "loadedOne(" + relation + ", " + ownerKey + ", " + target + ")");
	}

	@Override
	public Relation<?> unloadedMany(ModelRelation relation, Object ownerKey) {
		return relation(Many.class, "unloadedMany(" + relation + ", " + ownerKey + ")");
	}

	@Override
	public Relation<?> loadedMany(ModelRelation relation, Object ownerKey, List<?> targets) {
		throw new UnsupportedOperationException("A row never holds many");
	}

	private static Relation<?> relation(Class<?> type, String text) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			if (method.getName().equals("toString")) {
				return text;
			}
			throw new UnsupportedOperationException(method.getName());
		};
		return (Relation<?>) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler);
	}

}

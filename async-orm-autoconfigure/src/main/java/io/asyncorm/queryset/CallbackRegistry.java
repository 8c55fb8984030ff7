package io.asyncorm.queryset;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.plan.OperationBlocks;
import io.asyncorm.query.LifecycleCallbacks;
import org.jspecify.annotations.Nullable;

import org.springframework.core.GenericTypeResolver;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Which {@link LifecycleCallbacks} there are for each model. Safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class CallbackRegistry {

	private final Supplier<Map<ModelMetadata<?>, Callbacks<?>>> byModel;

	/**
	 * @param models the models, all that there are
	 * @param all the callbacks, in order; supplied late, because they may write
	 * themselves
	 * @param blocks runs them in transactions; supplied late, too
	 */
	public CallbackRegistry(ModelRegistry models, Supplier<List<LifecycleCallbacks<?>>> all,
			Supplier<OperationBlocks> blocks) {
		this.byModel = SingletonSupplier.of(() -> byModel(models, all.get(), blocks));
	}

	/**
	 * Finds the callbacks, unless that has been done.
	 * @throws IllegalStateException if one of them is for no model
	 */
	public void check() {
		this.byModel.get();
	}

	@SuppressWarnings("unchecked") // they take objects of the model, or of its supertype
	<M> @Nullable Callbacks<M> find(ModelMetadata<M> model) {
		return (Callbacks<M>) this.byModel.get().get(model);
	}

	private static Map<ModelMetadata<?>, Callbacks<?>> byModel(ModelRegistry models, List<LifecycleCallbacks<?>> all,
			Supplier<OperationBlocks> blocks) {
		Map<LifecycleCallbacks<?>, Class<?>> types = new IdentityHashMap<>();
		all.forEach((callbacks) -> types.put(callbacks, type(callbacks, models)));
		Map<ModelMetadata<?>, Callbacks<?>> byModel = new HashMap<>();
		for (ModelMetadata<?> model : models.models()) {
			List<LifecycleCallbacks<?>> own = all.stream()
				.filter((callbacks) -> Objects.requireNonNull(types.get(callbacks)).isAssignableFrom(model.type()))
				.toList();
			if (!own.isEmpty()) {
				byModel.put(model, Callbacks.of(own, blocks));
			}
		}
		return byModel;
	}

	private static Class<?> type(LifecycleCallbacks<?> callbacks, ModelRegistry models) {
		Class<?> declared = ClassUtils.getUserClass(callbacks);
		Class<?> type = GenericTypeResolver.resolveTypeArgument(declared, LifecycleCallbacks.class);
		if (type == null || models.models().stream().noneMatch((model) -> type.isAssignableFrom(model.type()))) {
			throw new CallbackDefinitionException(
					"The callbacks '" + declared.getName() + "' are for "
							+ ((type != null) ? "'" + type.getName() + "', which is no model."
									: "a model that they do not tell."),
					"Let the class implement LifecycleCallbacks<Book>, with a model of yours.");
		}
		return type;
	}

}

package io.asyncorm.domains;

import java.util.List;

import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelRegistry;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is told of models that cannot be. */
final class ModelFaults {

	private ModelFaults() {
	}

	/** Fails unless the models are refused with this. */
	static void fault(List<Class<?>> models, String fault) {
		assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(() -> ModelRegistry.of(models))
			.withMessageContaining(fault);
	}

	/** Fails unless the model is refused with this. */
	static void fault(Class<?> model, String fault) {
		fault(List.of(model), fault);
	}

}

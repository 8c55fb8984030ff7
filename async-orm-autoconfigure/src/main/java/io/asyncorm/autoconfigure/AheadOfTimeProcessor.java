package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import javax.lang.model.element.Modifier;

import io.asyncorm.model.ModelRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.GeneratedMethod;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.aot.BeanFactoryInitializationCode;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.javapoet.CodeBlock;

/**
 * Writes down the models that a scan finds now, since a native image cannot be scanned,
 * and what of models and repositories is used by reflection.
 */
final class AheadOfTimeProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.getBeanNamesForType(ModelRegistry.class, true, false).length == 0) {
			return null;
		}
		List<Class<?>> repositories = new ArrayList<>();
		for (String name : beanFactory.getBeanNamesForType(RepositoryFactoryBean.class, true, false)) {
			Class<?> repository = beanFactory.getType(BeanFactoryUtils.transformedBeanName(name), false);
			if (repository != null) {
				repositories.add(repository);
			}
		}
		return new Contribution(List.copyOf(ModelScan.of(beanFactory)), repositories);
	}

	/**
	 * @param models the models that were found
	 * @param repositories the interfaces of the repositories
	 */
	private record Contribution(List<Class<?>> models,
			List<Class<?>> repositories) implements BeanFactoryInitializationAotContribution {

		@Override
		public void applyTo(GenerationContext context, BeanFactoryInitializationCode code) {
			DeclaredTypeHints hints = new DeclaredTypeHints(context.getRuntimeHints());
			this.models.forEach(hints::registerModel);
			this.repositories.forEach(hints::registerRepository);
			GeneratedMethod method = code.getMethods().add("registerAsyncOrmModels", (generated) -> {
				generated.addJavadoc("Registers the models that were found ahead of time.");
				generated.addModifiers(Modifier.PUBLIC, Modifier.STATIC);
				generated.addParameter(DefaultListableBeanFactory.class, "beanFactory");
				CodeBlock names = this.models.stream()
					.map((model) -> CodeBlock.of("$S", model.getName()))
					.collect(CodeBlock.joining(", "));
				generated.addStatement("beanFactory.registerSingleton($S, $T.of($L))", FoundModels.BEAN_NAME,
						FoundModels.class, names);
			});
			code.addInitializer(method.toMethodReference());
		}

	}

}

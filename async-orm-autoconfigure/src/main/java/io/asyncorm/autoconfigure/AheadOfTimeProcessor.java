package io.asyncorm.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
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
		Map<String, Set<Class<?>>> models = new LinkedHashMap<>();
		if (beanFactory.getBeanNamesForType(ModelRegistry.class, true, false).length > 0) {
			models.put(FoundModels.BEAN_NAME, ModelScan.of(beanFactory));
		}
		for (String dataSource : DatabaseDefinitions.dataSources((BeanDefinitionRegistry) beanFactory)) {
			models.put(FoundModels.beanName(dataSource), ModelScan.of(dataSource, beanFactory));
		}
		if (models.isEmpty()) {
			return null;
		}
		List<Class<?>> repositories = new ArrayList<>();
		for (String name : beanFactory.getBeanNamesForType(RepositoryFactoryBean.class, true, false)) {
			Class<?> repository = beanFactory.getType(BeanFactoryUtils.transformedBeanName(name), false);
			if (repository != null) {
				repositories.add(repository);
			}
		}
		return new Contribution(models, repositories,
				MethodReferenceScan.of(ScannedPackages.ofApplication(beanFactory, (BeanDefinitionRegistry) beanFactory),
						classLoader(beanFactory)));
	}

	private static ClassLoader classLoader(ConfigurableListableBeanFactory beanFactory) {
		ClassLoader loader = beanFactory.getBeanClassLoader();
		return (loader != null) ? loader : AheadOfTimeProcessor.class.getClassLoader();
	}

	/**
	 * @param models the models that were found, by the name of their bean
	 * @param repositories the interfaces of the repositories
	 * @param references the interfaces of method references, by the classes they stand in
	 */
	private record Contribution(Map<String, Set<Class<?>>> models, List<Class<?>> repositories,
			Map<String, Set<Class<?>>> references) implements BeanFactoryInitializationAotContribution {

		@Override
		public void applyTo(GenerationContext context, BeanFactoryInitializationCode code) {
			DeclaredTypeHints hints = new DeclaredTypeHints(context.getRuntimeHints());
			this.models.values().forEach((all) -> all.forEach(hints::registerModel));
			this.repositories.forEach(hints::registerRepository);
			this.references.forEach(hints::registerReferences);
			GeneratedMethod method = code.getMethods().add("registerAsyncOrmModels", (generated) -> {
				generated.addJavadoc("Registers the models that were found ahead of time.");
				generated.addModifiers(Modifier.PUBLIC, Modifier.STATIC);
				generated.addParameter(DefaultListableBeanFactory.class, "beanFactory");
				this.models.forEach((name, all) -> {
					CodeBlock names = all.stream()
						.map((model) -> CodeBlock.of("$S", model.getName()))
						.collect(CodeBlock.joining(", "));
					generated.addStatement("beanFactory.registerSingleton($S, $T.of($L))", name, FoundModels.class,
							names);
				});
			});
			code.addInitializer(method.toMethodReference());
		}

	}

}

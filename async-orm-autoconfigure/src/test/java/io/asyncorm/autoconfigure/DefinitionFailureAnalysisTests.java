package io.asyncorm.autoconfigure;

import io.asyncorm.autoconfigure.faultymodel.Gadget;
import io.asyncorm.autoconfigure.faultyrepository.Shelf;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.lookup.NamedFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.asyncorm.autoconfigure.FailingStart.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application says that cannot start with the models, repositories, lookups and
 * functions that it declares.
 */
@ExtendWith(OutputCaptureExtension.class)
class DefinitionFailureAnalysisTests {

	@Test
	void allFaultsOfAModelAreReported(CapturedOutput output) {
		start(FaultyModel.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The models cannot work as they are declared:")
			.containsPattern("    - .*nam.*name")
			.containsPattern("    - .*pieces")
			.containsPattern("    - .*parts")
			.containsPattern("Correct these \\d faults of the models, which are all there are,");
	}

	@Test
	void allFaultsOfAllRepositoriesAreReported(CapturedOutput output) {
		start(FaultyRepository.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The repositories 'io.asyncorm.autoconfigure.faultyrepository.Rooms',"
					+ " 'io.asyncorm.autoconfigure.faultyrepository.Shelves' cannot work as they are declared:")
			.containsPattern("    - Rooms.acount.*rum.*room")
			.containsPattern("    - .*afirst.*rom.*room")
			.containsPattern("    - .*alistByRoomsOrderByRoom.*room")
			.contains("Correct these 3 faults of the repositories, which are all there are,");
	}

	@Test
	void faultsOfModelsDoNotHideThoseOfRepositories(CapturedOutput output) {
		start(FaultyModelAndRepositories.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The models and the repositories 'io.asyncorm.autoconfigure.faultyrepository.Rooms',"
					+ " 'io.asyncorm.autoconfigure.faultyrepository.Shelves' cannot work as they are declared:")
			.containsPattern("    - .*nam.*name")
			.containsPattern("    - Rooms.acount.*rum.*room")
			.containsPattern("    - .*alistByRoomsOrderByRoom.*room")
			.contains("Correct these 6 faults of the models, and of the repositories over models that no relation"
					+ " connects with them, which are all there are,");
	}

	@Test
	void allFaultsOfLookupsAndFunctionsAreReported(CapturedOutput output) {
		start(FaultyLookups.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The lookups and functions cannot work as they are declared:")
			.containsPattern("    - The lookup 'gt' .* choose another")
			.containsPattern("    - The function 'no name' .* has a name that no function can have")
			.contains("Correct these 2 faults of the lookups and functions, which are all there are,");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Gadget.class)
	static class FaultyModel {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Shelf.class)
	static class FaultyRepository {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = { Gadget.class, Shelf.class })
	static class FaultyModelAndRepositories {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Book.class)
	static class FaultyLookups {

		@Bean
		Lookup greater() {
			return Lookups.GT;
		}

		@Bean
		DatabaseFunction nameless() {
			return new NamedFunction("no name");
		}

	}

}

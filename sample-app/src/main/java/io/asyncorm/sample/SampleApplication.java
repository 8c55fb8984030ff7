package io.asyncorm.sample;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Serves books at {@code http://localhost:8080}, or goes through a tutorial
 * ({@code --tutorial}) or loads a file of books ({@code --import=FILE}) and ends.
 */
@SpringBootApplication
public class SampleApplication {

	static final String TUTORIAL = "tutorial";

	static final String IMPORT = "import";

	public static void main(String[] arguments) {
		ConfigurableApplicationContext context = run(arguments);
		if (command(arguments) != null) {
			System.exit(SpringApplication.exit(context));
		}
	}

	static ConfigurableApplicationContext run(String... arguments) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		String command = command(arguments);
		if (command != null) {
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setAdditionalProfiles(command);
		}
		return application.run(arguments);
	}

	/** What to do instead of serving books; the name of a profile, too. */
	private static @Nullable String command(String... arguments) {
		ApplicationArguments parsed = new DefaultApplicationArguments(arguments);
		return Stream.of(TUTORIAL, IMPORT).filter(parsed::containsOption).findFirst().orElse(null);
	}

}

package io.asyncorm.sample;

import java.util.Arrays;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Serves books at {@code http://localhost:8080/books}, or, with {@code --tutorial}, goes
 * through a tutorial and ends.
 */
@SpringBootApplication
public class SampleApplication {

	static final String TUTORIAL = "tutorial";

	public static void main(String[] arguments) {
		ConfigurableApplicationContext context = run(arguments);
		if (isTutorial(arguments)) {
			System.exit(SpringApplication.exit(context));
		}
	}

	static ConfigurableApplicationContext run(String... arguments) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		if (isTutorial(arguments)) {
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setAdditionalProfiles(TUTORIAL);
		}
		return application.run(arguments);
	}

	private static boolean isTutorial(String... arguments) {
		return Arrays.asList(arguments).contains("--" + TUTORIAL);
	}

}

package io.asyncorm.autoconfigure.inspected;

import java.util.List;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class InspectedApplication {

	public static void main(String[] args) {
		SpringApplication.run(InspectedApplication.class, args);
	}

	@Bean
	List<String> notToBeMade() {
		throw new IllegalStateException("The application was started");
	}

	@Bean
	CommandLineRunner notToBeRun() {
		return (args) -> {
			throw new IllegalStateException("The application was started");
		};
	}

}

package io.asyncorm.autoconfigure.hidden;

import io.asyncorm.model.Model;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage
public class HiddenApplication {

	HiddenApplication() {
	}

}

@Model
record Note(@Nullable Long id, String text) {
}

interface Notes extends AsyncRepository<Note, Long> {

}

class NotesReader {

	NotesReader(Notes notes) {
	}

}

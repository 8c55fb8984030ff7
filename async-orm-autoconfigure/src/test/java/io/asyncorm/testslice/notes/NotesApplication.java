package io.asyncorm.testslice.notes;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.PropertySource;

@SpringBootApplication
@PropertySource("classpath:io/asyncorm/testslice/notes/database.properties")
public class NotesApplication {

}

package io.asyncorm.diagnoses;

import io.asyncorm.sample.Book;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;

/**
 * An application over the books of the sample, whose query does not fit them.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EntityScan(basePackageClasses = Book.class)
class MisspelledApplication {

}

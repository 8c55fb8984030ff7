package io.asyncorm.autoconfigure.hidden;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.autoconfigure.EnableAsyncRepositories;
import io.asyncorm.autoconfigure.billing.Invoice;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage
@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
public class HiddenApplication {

	HiddenApplication() {
	}

	@Bean(defaultCandidate = false)
	HikariDataSource billing() {
		HikariDataSource pool = new HikariDataSource();
		pool.setDriverClassName("org.h2.Driver");
		pool.setJdbcUrl("jdbc:h2:mem:billing-ahead;DB_CLOSE_DELAY=-1");
		return pool;
	}

}

package io.asyncorm.autoconfigure.market;

import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.autoconfigure.EnableAsyncRepositories;
import io.asyncorm.autoconfigure.billing.Invoice;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.Environment;

/**
 * The application. Its classes may be loaded anew to start from what was generated.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableAsyncRepositories(basePackageClasses = Invoice.class, dataSourceRef = "billing")
@EnableAsyncRepositories(basePackageClasses = Marks.class)
public class MarketApplication {

	MarketApplication() {
	}

	@Bean(defaultCandidate = false)
	HikariDataSource billing(Environment environment) {
		return pool(environment, "billing");
	}

	@Bean(defaultCandidate = false)
	HikariDataSource standby(Environment environment) {
		return pool(environment, "standby");
	}

	private static HikariDataSource pool(Environment environment, String name) {
		HikariDataSource pool = new HikariDataSource();
		String url = environment.getRequiredProperty(name + ".url");
		// a driver that is loaded anew is not found by its URL
		pool.setDriverClassName(DatabaseDriver.fromJdbcUrl(url).getDriverClassName());
		pool.setJdbcUrl(url);
		pool.setUsername(environment.getRequiredProperty(name + ".username"));
		pool.setPassword(environment.getRequiredProperty(name + ".password"));
		pool.setMaximumPoolSize(3);
		pool.setPoolName(name);
		return pool;
	}

	public static void main(String[] arguments) {
		application().run(arguments);
	}

	private static SpringApplication application() {
		return new SpringApplicationBuilder(MarketApplication.class).main(MarketApplication.class)
			.web(WebApplicationType.NONE)
			.build();
	}

	/**
	 * Starts the application, has everything used, and gives what came of it.
	 * @param properties its settings
	 * @param generated whether it starts from what was generated ahead of time
	 */
	public static String use(Map<String, @Nullable Object> properties, boolean generated) {
		if (generated) {
			SpringProperties.setFlag(AotDetector.AOT_ENABLED);
		}
		SpringApplication application = application();
		application.setDefaultProperties(properties);
		try (ConfigurableApplicationContext context = application.run()) {
			return context.getBean(Trade.class).trade();
		}
	}

}

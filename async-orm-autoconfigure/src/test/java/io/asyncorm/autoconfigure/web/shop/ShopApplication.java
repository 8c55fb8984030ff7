package io.asyncorm.autoconfigure.web.shop;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.AsyncOrmJacksonAutoConfiguration;
import io.asyncorm.autoconfigure.web.AsyncOrmWebFluxAutoConfiguration;
import io.asyncorm.autoconfigure.web.AsyncOrmWebMvcAutoConfiguration;
import io.asyncorm.legacy.LegacyController;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/**
 * The shop, without a web framework.
 */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
@ImportAutoConfiguration({ AsyncOrmAutoConfiguration.class, AsyncOrmJacksonAutoConfiguration.class,
		DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
		TransactionAutoConfiguration.class, AsyncOrmWebMvcAutoConfiguration.class,
		AsyncOrmWebFluxAutoConfiguration.class })
@Import({ ShopController.class, PageController.class, LegacyController.class })
public class ShopApplication {

	@Bean
	LocalValidatorFactoryBean validator() {
		return new LocalValidatorFactoryBean();
	}

}

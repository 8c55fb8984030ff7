package io.asyncorm.testslice.tenants;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class TenantsApplication {

}
